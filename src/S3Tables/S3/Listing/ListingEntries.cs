using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Listing;

internal static class ListingEntries
{
    /// <param name="xml">The document.</param>
    /// <param name="page">What to write.</param>
    /// <param name="encode">How keys are written.</param>
    /// <param name="owner">The owner to name with each object, or null.</param>
    public static void Write(S3XmlDocument xml, ListingPage page, Func<string, string> encode, string? owner)
    {
        foreach (var info in page.Objects)
        {
            xml.Add("Contents", entry =>
            {
                entry.Add("Key", encode(info.Key)).Add("LastModified", info.Modified).Add("ETag", ETags.Quote(info.ETag));
                if (info.Attributes.Checksum is { } checksum) entry.Add("ChecksumAlgorithm", checksum.Algorithm.Name()).Add("ChecksumType", checksum.Type.Name());
                entry.Add("Size", info.Size);
                if (owner is not null) entry.Add("Owner", element => element.Add("ID", owner).Add("DisplayName", owner));
                entry.Add("StorageClass", info.Attributes.StorageClass ?? "STANDARD");
            });
        }
        foreach (var prefix in page.CommonPrefixes) xml.Add("CommonPrefixes", entry => entry.Add("Prefix", encode(prefix)));
    }
}
