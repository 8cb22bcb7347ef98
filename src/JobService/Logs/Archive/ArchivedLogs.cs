using System.Text.Json;

namespace Floe.JobService.Logs.Archive;

/// <summary>The logs of one attempt that are in the archive, as the store keeps it: reading them needs no look into the archive, and another setting of it later takes none away.</summary>
/// <param name="Folder">The attempt's folder, <c>s3://bucket/prefix/job/attempt-1/</c>.</param>
/// <param name="Bytes">How long each is, by role.</param>
internal sealed record ArchivedLogs(string Folder, SortedDictionary<string, long> Bytes)
{
    public string ToJson() => JsonSerializer.Serialize(this, ArchiveJson.Default.ArchivedLogs);

    public static ArchivedLogs Parse(string json) => JsonSerializer.Deserialize(json, ArchiveJson.Default.ArchivedLogs)!;
}
