namespace Floe.Engine.Compaction;

/// <summary>How rows are laid out in the files that compaction writes.</summary>
public enum CompactionStrategy
{
    /// <summary>In the order they come: small files become large ones.</summary>
    BinPack,

    /// <summary>By <see cref="CompactionOptions.SortOrder"/>, or the table's own write order.</summary>
    Sort,

    /// <summary>Along a Z-order curve through <see cref="CompactionOptions.ZOrderColumns"/>, so that a condition on any of them leaves files out.</summary>
    ZOrder,
}
