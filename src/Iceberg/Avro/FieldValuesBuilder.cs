namespace Floe.Iceberg.Avro;

/// <summary>Collects one map after another. Not for use by several threads at once.</summary>
internal sealed class FieldValuesBuilder<T>
{
    private readonly List<int> _keys = [];
    private readonly List<T> _values = [];
    private int[] _lastKeys = [];

    public void Add(int key, T value)
    {
        _keys.Add(key);
        _values.Add(value);
    }

    public IReadOnlyDictionary<int, T> Take()
    {
        var map = Build();
        _keys.Clear();
        _values.Clear();
        return map;
    }

    private IReadOnlyDictionary<int, T> Build()
    {
        if (!_lastKeys.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys)))
        {
            for (var i = 1; i < _keys.Count; i++)
            {
                // Some writers keep their columns in another order, and a hostile one repeats keys.
                if (_keys[i] <= _keys[i - 1]) return Unordered();
            }
            _lastKeys = [.. _keys];
        }
        return new FieldValues<T>(_lastKeys, [.. _values]);
    }

    private Dictionary<int, T> Unordered()
    {
        var map = new Dictionary<int, T>();
        for (var i = 0; i < _keys.Count; i++) map[_keys[i]] = _values[i];
        return map;
    }
}
