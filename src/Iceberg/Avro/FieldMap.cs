namespace Floe.Iceberg.Avro;

/// <summary>What a reader does with the fields it knows, by Iceberg field id. <typeparamref name="T"/> collects the values of one record.</summary>
/// <param name="file">For messages.</param>
internal sealed class FieldMap<T>(string file)
{
    /// <summary>How to make the step of a field from its schema and its path.</summary>
    private readonly Dictionary<int, Func<AvroSchema, string, Action<AvroDecoder, T>>> _fields = [];

    private readonly List<int> _required = [];

    public FieldMap<T> Optional<V>(int id, Func<AvroSchema, AvroRead<V>> read, Action<T, V> set)
    {
        _fields.Add(id, (schema, _) => Bind(schema, read, set));
        return this;
    }

    /// <summary>The writer's schema must have the field.</summary>
    public FieldMap<T> Required<V>(int id, Func<AvroSchema, AvroRead<V>> read, Action<T, V> set)
    {
        _required.Add(id);
        return Optional(id, read, set);
    }

    /// <summary>A record inside, whose fields belong to the same collector. The writer's schema must have it.</summary>
    public FieldMap<T> Record(int id, FieldMap<T> inner)
    {
        _required.Add(id);
        _fields.Add(id, (schema, path) => inner.Compile(schema, path).Read);
        return this;
    }

    /// <exception cref="InvalidFileException">A required field is missing or a known field has another type.</exception>
    public RecordReader<T> Compile(AvroSchema writer, string path = "")
    {
        if (writer is not AvroRecord record) throw new InvalidFileException(file, path, "a record is expected here.");
        foreach (var id in _required.Where(id => record.Fields.All(f => f.Id != id)))
            throw new InvalidFileException(file, path, $"the writer's schema lacks the required field {id}.");
        return new RecordReader<T>([.. record.Fields.Select(f => Step(f, path.Length == 0 ? f.Name : $"{path}.{f.Name}"))]);
    }

    private FieldStep<T> Step(AvroField field, string path)
    {
        if (field.Id is not { } id || !_fields.TryGetValue(id, out var bind)) return new FieldStep<T>(path, (decoder, _) => AvroSkip.Skip(decoder, field.Schema));
        try
        {
            return new FieldStep<T>(path, bind(field.Schema, path));
        }
        catch (FormatException e)
        {
            throw new InvalidFileException(file, path, e.Message + ".", e);
        }
    }

    /// <summary>An optional field is a union with null, in either order; null leaves the collector as it is.</summary>
    private static Action<AvroDecoder, T> Bind<V>(AvroSchema schema, Func<AvroSchema, AvroRead<V>> read, Action<T, V> set)
    {
        if (schema is AvroUnion union)
        {
            var branches = union.Branches.Select(b => Bind(b, read, set)).ToArray();
            return (decoder, target) => AvroReads.Branch(decoder, branches)(decoder, target);
        }
        if (schema is AvroPrimitive { Kind: AvroKind.Null }) return (_, _) => { };
        var value = read(schema);
        return (decoder, target) => set(target, value(decoder));
    }
}
