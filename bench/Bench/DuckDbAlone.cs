using DuckDB.NET.Data;

namespace Floe.Bench;

/// <summary>The limit that an ingest is measured against: DuckDB by itself, the same file to the same kind of Parquet.</summary>
internal static class DuckDbAlone
{
    public static void Copy(string csv, string parquet)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $$"""
            SET threads = {{Environment.ProcessorCount}};
            COPY (SELECT * FROM read_csv('{{csv}}', header = true, columns = {'id': 'INTEGER', 'name': 'VARCHAR', 'level': 'VARCHAR', 'salary': 'DOUBLE'}))
            TO '{{parquet}}' (FORMAT parquet, COMPRESSION zstd);
            """;
        command.ExecuteNonQuery();
    }
}
