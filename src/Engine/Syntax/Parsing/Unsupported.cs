namespace Floe.Engine.Syntax.Parsing;

/// <summary>What to use instead of statements that Spark has and the subset of docs/sql.md lacks.</summary>
internal static class Unsupported
{
    public static SqlError Statement(Token first)
    {
        var word = first.Value.ToUpperInvariant();
        var instead = word switch
        {
            "REFRESH" or "MSCK" or "ANALYZE" or "REPAIR" => "Nothing of the kind is needed: tables and views are read anew in every statement. Remove it.",
            "CACHE" or "UNCACHE" or "CLEAR" => "Caching has no effect here. Remove it, or keep the rows in a table with CREATE TABLE ... AS SELECT.",
            "LOAD" or "COPY" or "EXPORT" or "IMPORT" => "Read files with CREATE TEMPORARY VIEW ... USING csv|parquet|json, then INSERT INTO ... SELECT.",
            "RESET" => "Set the variable anew with SET.",
            "ADD" or "LIST" => "Jars and files cannot be added to the embedded engine; use the Spark engine.",
            "ATTACH" or "DETACH" => "Every table bucket is a catalog under its own name: catalog.namespace.table.",
            "INSTALL" or "PRAGMA" or "CHECKPOINT" or "VACUUM" => "It is a DuckDB command; scripts are Spark SQL.",
            "BEGIN" or "START" or "COMMIT" or "ROLLBACK" => "Every statement is one transaction of its own.",
            "GRANT" or "REVOKE" => "Access is ruled by policies of the table bucket and table.",
            _ => "See docs/sql.md for the statements there are.",
        };
        return new SqlError($"{word} is not a statement of the embedded engine. {instead}", first.Position);
    }
}
