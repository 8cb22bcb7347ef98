namespace Floe.Engine.Tests.Support;

/// <summary>The same small table in the ways that rows can be changed in.</summary>
internal static class TableLayouts
{
    public static readonly string[] All = ["v2 copy-on-write", "v2 merge-on-read", "v2 merge-on-read partitioned", "v3 copy-on-write", "v3 merge-on-read", "v3 merge-on-read partitioned"];

    /// <summary>Two inserts: ids 1 to 3, and id 4.</summary>
    public static async Task<Lake> CreateAsync(string layout)
    {
        var lake = new Lake();
        await lake.RunAsync(
            $"CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT, level STRING, salary DOUBLE) {Clauses(layout)}; INSERT INTO ns.t VALUES (1, 'a', 10), (2, 'b', 20), (3, NULL, 30); INSERT INTO ns.t VALUES (4, 'a', 40)");
        return lake;
    }

    public static string Clauses(string layout)
    {
        var mode = layout.Contains("merge-on-read", StringComparison.Ordinal) ? "merge-on-read" : "copy-on-write";
        var partitioned = layout.Contains("partitioned", StringComparison.Ordinal) ? "PARTITIONED BY (level)" : "";
        return $"{partitioned} TBLPROPERTIES ('format-version' = '{layout[1]}', 'write.delete.mode' = '{mode}', 'write.update.mode' = '{mode}', 'write.merge.mode' = '{mode}')";
    }
}
