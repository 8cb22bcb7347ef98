namespace Floe.Engine;

/// <param name="Name">As the query names it; names need not be unique.</param>
/// <param name="Type">As Spark writes types: <c>bigint</c>, <c>decimal(10,2)</c>, <c>array&lt;string&gt;</c>.</param>
public sealed record ResultColumn(string Name, string Type);
