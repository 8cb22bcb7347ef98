using Floe.JobService.Contracts;

namespace Floe.Cli.Output;

internal static class Statements
{
    public static string Describe(StatementSummary statement) =>
        statement.Kind + (statement.Target is null ? "" : $" {statement.Target}") + (statement.Rows is { } rows ? $": {rows:N0} rows" : "");
}
