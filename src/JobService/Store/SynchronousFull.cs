using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Floe.JobService.Store;

/// <summary>Each commit is on disk before it is acknowledged, whatever default SQLite was built with.</summary>
internal sealed class SynchronousFull : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Pragma(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Pragma(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Pragma(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=FULL";
        return command;
    }
}
