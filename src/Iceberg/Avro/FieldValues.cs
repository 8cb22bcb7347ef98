using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Floe.Iceberg.Avro;

/// <summary>
/// A small map by field id, in two arrays. Files of a table mostly have the same fields, so maps that were read one after another share their keys:
/// that is a third of what dictionaries take.
/// </summary>
/// <param name="keys">Ascending.</param>
internal sealed class FieldValues<T>(int[] keys, T[] values) : IReadOnlyDictionary<int, T>
{
    public int Count => keys.Length;

    public IEnumerable<int> Keys => keys;

    public IEnumerable<T> Values => values;

    public T this[int key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no field {key}.");

    public bool ContainsKey(int key) => Array.BinarySearch(keys, key) >= 0;

    public bool TryGetValue(int key, [MaybeNullWhen(false)] out T value)
    {
        var index = Array.BinarySearch(keys, key);
        value = index >= 0 ? values[index] : default;
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<int, T>> GetEnumerator()
    {
        for (var i = 0; i < keys.Length; i++) yield return new KeyValuePair<int, T>(keys[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
