namespace Floe.Engine.Running.Procedures;

/// <summary>The rows of a CALL, under the names and types of Iceberg's Spark procedures.</summary>
internal static class ProcedureResult
{
    public static ResultSet Of(IReadOnlyList<ResultColumn> columns, params IReadOnlyList<IReadOnlyList<object?>> rows) => new(columns, rows, Truncated: false);

    public static ResultColumn Long(string name) => new(name, "bigint");

    public static ResultColumn Int(string name) => new(name, "int");

    public static ResultColumn Text(string name) => new(name, "string");
}
