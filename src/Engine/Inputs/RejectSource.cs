namespace Floe.Engine.Inputs;

/// <summary>Where DuckDB keeps the rows that one file view left out in one statement.</summary>
/// <param name="View">The view's name, for messages.</param>
/// <param name="ErrorsTable">Temporary table with an entry for each error of each row.</param>
/// <param name="ScansTable">Temporary table with the files.</param>
/// <param name="MaxRejectedRows">More than this and the statement fails.</param>
/// <param name="Columns">Declared types by column name, as Spark writes them.</param>
internal sealed record RejectSource(
    string View, string ErrorsTable, string ScansTable, long MaxRejectedRows, IReadOnlyDictionary<string, string> Columns);
