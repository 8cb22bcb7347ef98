using System.Security.Cryptography;

namespace Floe.S3Tables.Catalog;

/// <summary>Makes the identifiers that clients see, in AWS's forms. None of them carries meaning.</summary>
public static class Ids
{
    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string WarehouseSuffix = "--table-s3";
    private const int BucketNameLength = 63;

    /// <summary>Length of the first three groups of a UUID with their dashes: <c>55511111-7a03-4513</c>.</summary>
    private const int ThreeGroups = 18;

    public static string New() => Guid.NewGuid().ToString();

    /// <summary>20 hexadecimal digits, new for each state of a table.</summary>
    public static string NewVersionToken() => RandomNumberGenerator.GetHexString(20, lowercase: true);

    /// <summary>The name of the bucket that holds a table's files, such as <c>55511111-7a03-4513-bumiqc8ihp8rnxymuhyz8t1ammu7ausw2b--table-s3</c>.</summary>
    public static string NewWarehouse(string tableId)
    {
        var tail = RandomNumberGenerator.GetString(Base36, BucketNameLength - ThreeGroups - 1 - WarehouseSuffix.Length);
        return $"{tableId[..ThreeGroups]}-{tail}{WarehouseSuffix}";
    }
}
