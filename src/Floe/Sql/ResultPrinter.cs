using Floe.Engine;

namespace Floe.Cli.Sql;

/// <summary>Rows as text for people, with a last line that says how many they are.</summary>
internal static class ResultPrinter
{
    /// <param name="width">Columns of the terminal; null where the output is no terminal.</param>
    public static void Print(SqlScriptResult done, SqlOutput output, int? width, TextWriter writer)
    {
        if (done.Result is not { } result)
        {
            foreach (var statement in done.Statements) writer.WriteLine(Describe(statement));
        }
        else
        {
            writer.Write(output == SqlOutput.Line ? ResultTable.FormatLines(result) : ResultTable.Format(result, width));
            writer.WriteLine($"{result.Rows.Count:N0} row{(result.Rows.Count == 1 ? "" : "s")}{(result.Truncated ? "; there are more: raise --max-rows, or --export them all" : "")}");
        }
    }

    public static string Describe(StatementResult statement) =>
        statement.Kind + (statement.Target is null ? "" : $" {statement.Target}") + (statement.Rows is { } rows ? $": {rows:N0} row{(rows == 1 ? "" : "s")}" : "");
}
