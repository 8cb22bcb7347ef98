using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Http;

/// <summary>No space left for an object or for the database. Nothing of the request has been kept, and the store goes on as soon as there is space.</summary>
internal static class DiskFull
{
    private const int SqliteFull = 13;

    /// <summary>ENOSPC and EDQUOT of POSIX, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public static bool Is(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull,
        IOException io => Codes.Contains(io.HResult),
        _ => false,
    };

    public static ServiceException ErrorOf(string service, Exception error) => service switch
    {
        Services.S3 => new ServiceException(503, "ServiceUnavailable", "There is no space left on the disk of the service.", error),
        Services.Iceberg => new ServiceException(503, "ServiceUnavailableException", "There is no space left on the disk of the service.", error),
        _ => new ServiceException(500, "InternalServerErrorException", "There is no space left on the disk of the service.", error),
    };
}
