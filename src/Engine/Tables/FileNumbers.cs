namespace Floe.Engine.Tables;

/// <summary>Numbers for data files, for as long as a run lasts: rows are told by a file's number instead of its long name.</summary>
internal sealed class FileNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Of(string location)
    {
        if (!_numbers.TryGetValue(location, out var number))
            _numbers.Add(location, number = _numbers.Count);
        return number;
    }
}
