using System.Globalization;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>Where files lie below the data folder. An id's upper part names its shard, a folder of at most <see cref="ShardSize"/> files.</summary>
internal sealed record FileLayout(string DataFolder)
{
    private const int ShardBits = 12;

    public const long ShardSize = 1L << ShardBits;

    public string Objects => Path.Combine(DataFolder, "objects");

    /// <summary>Files on their way in. Nothing here is an object, so whatever a start finds here can go.</summary>
    public string Staging => Path.Combine(DataFolder, "staging");

    public static long ShardOf(long fileId) => fileId >> ShardBits;

    public static long FirstOf(long shard) => shard << ShardBits;

    public string FolderOf(long shard) => Path.Combine(Objects, shard.ToString("x6", CultureInfo.InvariantCulture));

    public string PathOf(long fileId) => Path.Combine(FolderOf(ShardOf(fileId)), fileId.ToString("x", CultureInfo.InvariantCulture));

    public static bool TryParseId(string fileName, out long fileId) =>
        long.TryParse(fileName, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out fileId);
}
