using Floe.S3Tables.Catalog;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Rest;

/// <summary>The profile of each table bucket: its tag <see cref="TagStore.ProfileKey"/>, which every AWS client can set, or else the service's option.</summary>
public sealed class RestProfiles(Database database, CatalogOptions options)
{
    /// <param name="bucketArn">Null, or one that does not exist: the service's option.</param>
    public RestProfile Of(string? bucketArn) => bucketArn is null
        ? options.RestProfile
        : database.Read(connection => TagStore.FindOfBucket(connection, bucketArn, TagStore.ProfileKey)) is { } tag
            ? Enum.Parse<RestProfile>(tag, ignoreCase: true)
            : options.RestProfile;
}
