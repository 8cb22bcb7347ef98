using System.Globalization;
using System.Text;

namespace Floe.Engine.Tests.Model;

/// <summary>Steps as a script for the engine, and as statements that do the same to a plain DuckDB table.</summary>
internal sealed class Script
{
    private static readonly string[] Groups = ["'a'", "'b'", "'c'", "NULL"];

    private readonly StringBuilder _engine = new();
    private readonly List<string> _duck = [];
    private readonly bool _startsPartitioned;
    private string _value = "v";
    private int _columns;
    private int _renames;
    private bool _byGroup;
    private bool _byBucket;
    private bool _evolved;
    private int _version;

    public Script(bool isV3, bool isPartitioned, int modes, IEnumerable<Step> steps)
    {
        (_startsPartitioned, _byGroup, _version) = (isPartitioned, isPartitioned, isV3 ? 3 : 2);
        Engine($"CREATE TABLE ns.t (id INT, g STRING, v BIGINT) {(isPartitioned ? "PARTITIONED BY (g)" : "")} TBLPROPERTIES ('format-version' = '{_version}')");
        Duck("CREATE TABLE t (id INT, g VARCHAR, v BIGINT)");
        Modes(modes);
        foreach (var step in steps)
            Add(step);
    }

    public string ForEngine => _engine.ToString();

    public IReadOnlyList<string> ForDuck => _duck;

    private void Add(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Insert:
                Both($"INSERT INTO $t (id, g, {_value}) VALUES {Rows(step)}");
                break;
            case StepKind.InsertMany:
                Both($"INSERT INTO $t (id, g, {_value}) SELECT range + {N(step.A)}, CASE WHEN range % 3 = 0 THEN {G(step.B)} ELSE {G(step.C)} END, range * {N(step.C)} FROM range({N(step.A * 7)})");
                break;
            case StepKind.Update:
                Both($"UPDATE $t SET {_value} = coalesce({_value}, 0) + {N(step.B)}{(step.C % 3 == 0 ? $", g = {G(step.B)}" : "")} WHERE {Condition(step)}");
                break;
            case StepKind.Delete:
                Both($"DELETE FROM $t WHERE {Condition(step)}");
                break;
            case StepKind.Merge:
                Both($"MERGE INTO $t AS t USING (SELECT * FROM (VALUES {Unique(step)}) AS x(id, g, n)) AS s ON t.id = s.id"
                    + (step.C % 4 == 0 ? " AND t.g = s.g" : "")
                    + (step.B % 2 == 0 ? $" WHEN MATCHED AND s.n > {N(step.C)} THEN DELETE" : "")
                    + $" WHEN MATCHED THEN UPDATE SET {_value} = s.n * 100{(step.A % 2 == 0 ? ", g = s.g" : "")}"
                    + $" WHEN NOT MATCHED THEN INSERT (id, g, {_value}) VALUES (s.id, s.g, s.n)");
                break;
            case StepKind.MergeBySource:
                Both($"MERGE INTO $t AS t USING (SELECT * FROM (VALUES {Unique(step)}) AS x(id, g, n)) AS s ON t.id = s.id"
                    + $" WHEN NOT MATCHED BY SOURCE AND t.id % 5 = {N(step.A % 5)} THEN DELETE"
                    + $" WHEN NOT MATCHED BY SOURCE AND t.g = {G(step.B % 3)} THEN UPDATE SET {_value} = -1");
                break;
            case StepKind.Overwrite:
                Engine($"INSERT OVERWRITE ns.t (id, g, {_value}) VALUES {Rows(step)}");
                Duck("DELETE FROM t", $"INSERT INTO t (id, g, {_value}) VALUES {Rows(step)}");
                break;
            case StepKind.OverwritePartition when _startsPartitioned && _byGroup && !_evolved:
                Engine($"INSERT OVERWRITE ns.t PARTITION (g = {G(step.A)}) (id, {_value}) VALUES ({N(step.B)}, {N(step.C)})");
                Duck($"DELETE FROM t WHERE g IS NOT DISTINCT FROM {G(step.A)}", $"INSERT INTO t (id, g, {_value}) VALUES ({N(step.B)}, {G(step.A)}, {N(step.C)})");
                break;
            case StepKind.OverwriteDynamic when _startsPartitioned && _byGroup && !_evolved:
                Engine("SET spark.sql.sources.partitionOverwriteMode = dynamic", $"INSERT OVERWRITE ns.t (id, g, {_value}) VALUES {Rows(step)}", "SET spark.sql.sources.partitionOverwriteMode = static");
                Duck($"DELETE FROM t WHERE EXISTS (FROM (VALUES {Rows(step)}) AS x(id, g, n) WHERE x.g IS NOT DISTINCT FROM t.g)", $"INSERT INTO t (id, g, {_value}) VALUES {Rows(step)}");
                break;
            case StepKind.Truncate when step.A % 4 == 0:
                Engine("TRUNCATE TABLE ns.t");
                Duck("DELETE FROM t");
                break;
            case StepKind.AddColumn when _columns < 3:
                Both($"ALTER TABLE $t ADD COLUMN c{N(++_columns)} INT");
                Both($"UPDATE $t SET c{N(_columns)} = id WHERE {Condition(step)}");
                break;
            case StepKind.RenameColumn:
                var renamed = $"v{N(++_renames)}";
                Both($"ALTER TABLE $t RENAME COLUMN {_value} TO {renamed}");
                _value = renamed;
                break;
            case StepKind.AddPartitionField when !_byBucket:
                Engine("ALTER TABLE ns.t ADD PARTITION FIELD bucket(3, id)");
                (_byBucket, _evolved) = (true, true);
                break;
            case StepKind.DropPartitionField when _byGroup:
                Engine("ALTER TABLE ns.t DROP PARTITION FIELD g");
                (_byGroup, _evolved) = (false, true);
                break;
            case StepKind.Mode:
                Modes(step.A);
                break;
            case StepKind.Upgrade when _version == 2:
                Engine("ALTER TABLE ns.t SET TBLPROPERTIES ('format-version' = '3')");
                _version = 3;
                break;
            case StepKind.WriteOrder:
                Engine("ALTER TABLE ns.t WRITE LOCALLY ORDERED BY id DESC");
                break;
            case StepKind.Compact:
                Engine($"CALL s3tablesbucket.system.rewrite_data_files(table => 'ns.t', options => map('rewrite-all', '{(step.A % 2 == 0 ? "true" : "false")}', 'min-input-files', '2'))");
                break;
        }
    }

    private void Modes(int bits)
    {
        string Mode(int bit) => (bits >> bit) % 2 == 0 ? "merge-on-read" : "copy-on-write";
        Engine($"ALTER TABLE ns.t SET TBLPROPERTIES ('write.delete.mode' = '{Mode(0)}', 'write.update.mode' = '{Mode(1)}', 'write.merge.mode' = '{Mode(2)}', 'write.delete.granularity' = '{(bits % 3 == 0 ? "partition" : "file")}')");
    }

    private string Condition(Step step) => (step.A % 5) switch
    {
        0 => $"id % {N(step.B + 2)} = {N(step.C % (step.B + 2))}",
        1 => $"g = {G(step.B % 3)}",
        2 => $"g IS NULL OR {_value} > {N(step.C * 3)}",
        3 => $"id BETWEEN {N(step.B)} AND {N(step.B + step.C)} AND g <> {G(step.C % 3)}",
        _ => $"id IN (SELECT range FROM range({N(step.B)}, {N(step.B + (step.C * 2))}))",
    };

    private static string Rows(Step step) => string.Join(", ", Enumerable.Range(0, (step.A % 4) + 1).Select(i => $"({N(step.B + i)}, {G(step.C + i)}, {(i == 2 ? "NULL" : N(step.C * i))})"));

    private static string Unique(Step step) => string.Join(", ", Enumerable.Range(0, (step.A % 6) + 1).Select(i => $"({N(step.B + (i * 2))}, {G(step.C + i)}, {N(i + step.A)})"));

    private static string G(int number) => Groups[number % Groups.Length];

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Both(string statement)
    {
        Engine(statement.Replace("$t", "ns.t", StringComparison.Ordinal));
        Duck(statement.Replace("$t", "t", StringComparison.Ordinal));
    }

    private void Engine(params ReadOnlySpan<string> statements)
    {
        foreach (var statement in statements)
            _engine.Append(statement).Append(";\n");
    }

    private void Duck(params ReadOnlySpan<string> statements) => _duck.AddRange(statements);
}
