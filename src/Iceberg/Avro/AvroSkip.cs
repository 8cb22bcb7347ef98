namespace Floe.Iceberg.Avro;

/// <summary>Passes over values nobody asked for.</summary>
internal static class AvroSkip
{
    public static void Skip(AvroDecoder decoder, AvroSchema schema)
    {
        switch (schema)
        {
            case AvroPrimitive primitive:
                Skip(decoder, primitive.Kind);
                break;
            case AvroFixed @fixed:
                decoder.Take(@fixed.Length);
                break;
            case AvroEnum:
                decoder.ReadLong();
                break;
            case AvroArray array:
                SkipBlocks(decoder, array.Items, keyed: false);
                break;
            case AvroMap map:
                SkipBlocks(decoder, map.Values, keyed: true);
                break;
            case AvroUnion union:
                Skip(decoder, AvroReads.Branch(decoder, union.Branches as AvroSchema[] ?? [.. union.Branches]));
                break;
            case AvroRecord record:
                foreach (var field in record.Fields) Skip(decoder, field.Schema);
                break;
        }
    }

    private static void Skip(AvroDecoder decoder, AvroKind kind)
    {
        switch (kind)
        {
            case AvroKind.Boolean:
                decoder.Take(1);
                break;
            case AvroKind.Int or AvroKind.Long:
                decoder.ReadLong();
                break;
            case AvroKind.Float:
                decoder.Take(4);
                break;
            case AvroKind.Double:
                decoder.Take(8);
                break;
            case AvroKind.Bytes or AvroKind.String:
                decoder.ReadBytes();
                break;
        }
    }

    private static void SkipBlocks(AvroDecoder decoder, AvroSchema item, bool keyed)
    {
        for (int count; (count = decoder.ReadBlockCount(out var byteCount)) > 0;)
        {
            if (byteCount >= 0)
            {
                decoder.Take(byteCount);
                continue;
            }
            for (var i = 0; i < count; i++)
            {
                if (keyed) decoder.ReadBytes();
                Skip(decoder, item);
            }
        }
    }
}
