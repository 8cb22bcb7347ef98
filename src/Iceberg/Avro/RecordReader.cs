namespace Floe.Iceberg.Avro;

/// <summary>Reads records of one writer's schema into a collector.</summary>
internal sealed class RecordReader<T>(FieldStep<T>[] steps)
{
    public void Read(AvroDecoder decoder, T target)
    {
        foreach (var step in steps)
        {
            decoder.Field = step.Path;
            step.Read(decoder, target);
        }
    }
}

internal readonly record struct FieldStep<T>(string Path, Action<AvroDecoder, T> Read);
