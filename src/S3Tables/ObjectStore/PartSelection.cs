using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.ObjectStore;

/// <summary>Finds the parts a client names among those that have arrived, by S3's rules.</summary>
internal static class PartSelection
{
    /// <summary>The least size of every part but the last.</summary>
    private const long MinSize = 5 * 1024 * 1024;

    public static IReadOnlyList<UploadedPart> Select(IReadOnlyList<UploadedPart> stored, IReadOnlyList<NamedPart> named)
    {
        var byNumber = stored.ToDictionary(part => part.Number);
        var selected = new List<UploadedPart>(named.Count);
        foreach (var name in named)
        {
            if (selected.Count > 0 && name.Number <= selected[^1].Number) throw new StoreException(StoreError.InvalidPartOrder, name.Number.ToString());
            if (!byNumber.TryGetValue(name.Number, out var part) || part.ETag != name.ETag || Contradict(name.Checksum, part.Checksum))
                throw new StoreException(StoreError.InvalidPart, name.Number.ToString());
            selected.Add(part);
        }
        if (selected.SkipLast(1).FirstOrDefault(part => part.Size < MinSize) is { } small) throw new StoreException(StoreError.PartTooSmall, small.Number.ToString());
        return selected;
    }

    /// <summary>Checksums of different kinds say nothing of each other.</summary>
    private static bool Contradict(Checksum? named, Checksum? stored) => named is not null && stored?.Algorithm == named.Algorithm && stored.Value != named.Value;

    public static void CheckUnchanged(IReadOnlyList<UploadedPart> selected, IReadOnlyList<UploadedPart> stored)
    {
        var files = stored.Select(part => part.FileId).ToHashSet();
        if (selected.FirstOrDefault(part => !files.Contains(part.FileId)) is { } replaced) throw new StoreException(StoreError.InvalidPart, replaced.Number.ToString());
    }
}
