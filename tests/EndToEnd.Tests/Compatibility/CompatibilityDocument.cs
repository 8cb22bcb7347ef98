using System.Text;
using Floe.EndToEnd.Tests.Compatibility.Programs;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>The report as Markdown, the same text for the same outcomes.</summary>
internal static class CompatibilityDocument
{
    private const string Introduction = """
        # S3 Tables: what works with which client

        Made by `dotnet test --project tests/EndToEnd.Tests`, not by hand: every cell is the outcome of scenarios that the run played with the real client
        against the real service, over HTTP. A test compares this page with the run.

        - **AWS CLI**: the `aws` command, one process a call.
        - **boto3**: the AWS SDK for Python.
        - **.NET**: AWSSDK.S3 for S3, with its header `x-amz-api-version` left out, which table buckets refuse; `Floe.S3Tables.Client` for S3 Tables.
        - **JavaScript**: `@aws-sdk/client-s3` and `@aws-sdk/client-s3tables`.
        - `s3cmd`, `rclone` and `s3fs` (a bucket mounted as a folder) have a table of their own: their verbs are not S3's operations.

        ✓ every scenario that proves the operation held · ✗ one did not · – the client has no way to ask for it, or the service does not have it.
        The numbers in brackets say which and why, below each table.

        """;

    public static string Path { get; } = RepositoryRoot.Combine("docs", "s3tables-compatibility.md");

    public static string Write(CompatibilityReport report)
    {
        var text = new StringBuilder(Introduction);
        Operations(text, report, $"S3 Tables: the {OperationLists.S3Tables.Count} operations of the API", Area.S3Tables, OperationLists.S3Tables);
        Operations(text, report, "S3: general purpose buckets", Area.S3, OperationLists.S3);
        Operations(text, report, "S3: the bucket behind a table, what is allowed", Area.Warehouse, OperationLists.AllowedOnWarehouse);
        Operations(text, report, "S3: the bucket behind a table, what is refused with 405 `MethodNotAllowed`", Area.Warehouse, OperationLists.RefusedOnWarehouse);
        Programs(text, report);
        Rules(text, report);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Operations(StringBuilder text, CompatibilityReport report, string title, Area area, IReadOnlyList<string> operations)
    {
        var table = new MarkdownTable("Operation");
        foreach (var operation in operations) table.Add(operation, client => report.Operation(area, operation, client));
        text.AppendLine().AppendLine($"## {title}").AppendLine();
        table.WriteTo(text);
    }

    /// <summary>They have no operations to list: what was done with which commands, and whether it held.</summary>
    private static void Programs(StringBuilder text, CompatibilityReport report)
    {
        text.AppendLine().AppendLine("## Programs with verbs of their own").AppendLine();
        text.AppendLine("| Program | Commands | Rule | |").AppendLine("| --- | --- | --- | :---: |");
        foreach (var (scenario, outcome) in report.Programs)
            text.AppendLine($"| {scenario.Program.Title()} | {scenario.Commands} | {scenario.Rule} | {(outcome.Kind == OutcomeKind.Held ? "✓" : "✗")} |");
    }

    private static void Rules(StringBuilder text, CompatibilityReport report)
    {
        text.AppendLine().AppendLine("## The rules that the scenarios hold");
        foreach (var theme in ScenarioList.All.GroupBy(scenario => (scenario.Area, scenario.Theme)))
        {
            var table = new MarkdownTable("Rule");
            foreach (var scenario in theme) table.Add(scenario.Rule, client => report.Rule(scenario, client));
            text.AppendLine().AppendLine($"### {Title(theme.Key.Area)}: {Words(theme.Key.Theme)}").AppendLine();
            table.WriteTo(text);
        }
    }

    private static string Title(Area area) => area switch
    {
        Area.S3Tables => "S3 Tables",
        Area.S3 => "S3",
        _ => "Warehouse",
    };

    /// <summary>TableBucketOperations: table bucket operations.</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToLowerInvariant();
}
