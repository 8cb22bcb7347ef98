namespace Floe.Engine;

public sealed record SqlRunOptions
{
    /// <summary>The catalog of names that give none, as if the script began with USE.</summary>
    public string? DefaultCatalog { get; init; }

    /// <summary>Values of <c>${name}</c> in the script.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>How many bad rows a file view may leave out before the statement fails; a view's own option <c>maxRejectedRows</c> goes first.</summary>
    public long MaxRejectedRows { get; init; }

    /// <summary>How many rows of the last SELECT are kept; the rest is cut off and <see cref="ResultSet.Truncated"/> says so.</summary>
    public int MaxResultRows { get; init; } = 1000;

    /// <summary>Added to the summary of every snapshot the script makes, for example the id of its job.</summary>
    public IReadOnlyDictionary<string, string> SnapshotProperties { get; init; } = new Dictionary<string, string>();
}
