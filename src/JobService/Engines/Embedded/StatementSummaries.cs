using System.Globalization;
using Floe.Engine;
using Floe.JobService.Contracts;

namespace Floe.JobService.Engines.Embedded;

internal static class StatementSummaries
{
    public static IReadOnlyList<StatementSummary> Of(SqlScriptResult result) => [.. result.Statements.Select(Of)];

    private static StatementSummary Of(StatementResult statement) =>
        new(statement.Number, statement.Line, statement.Kind, statement.Target, statement.Duration.TotalSeconds)
        {
            Rows = statement.Rows,
            Files = statement.Files,
            SnapshotId = statement.SnapshotId?.ToString(CultureInfo.InvariantCulture),
            RejectedRows = statement.RejectedRows,
        };
}
