namespace Floe.Cli.Sql.Shell;

/// <summary>The words of the SQL subset that are worth completing; docs/sql.md explains them.</summary>
internal static class SqlWords
{
    public static IReadOnlyList<string> All { get; } =
    [
        "ADD", "ALTER", "AND", "ARRAY", "AS", "ASC", "BETWEEN", "BIGINT", "BINARY", "BOOLEAN", "BY", "CALL", "CASE", "CAST", "COLUMN", "COLUMNS", "COMMENT", "COUNT", "CREATE", "CROSS",
        "CURRENT_DATE", "CURRENT_TIMESTAMP", "DATE", "DECIMAL", "DELETE", "DESC", "DESCRIBE", "DISTINCT", "DOUBLE", "DROP", "ELSE", "END", "EXCEPT", "EXISTS", "EXPLAIN", "EXTENDED", "FALSE",
        "FLOAT", "FROM", "FULL", "GROUP", "HAVING", "IF", "IN", "INNER", "INSERT", "INT", "INTERSECT", "INTERVAL", "INTO", "IS", "JOIN", "LEFT", "LIKE", "LIMIT", "MAP", "MATCHED", "MERGE",
        "NAMESPACE", "NAMESPACES", "NOT", "NULL", "OFFSET", "ON", "OPTIONS", "OR", "ORDER", "OUTER", "OVER", "OVERWRITE", "PARTITION", "PARTITIONED", "REPLACE", "RIGHT", "RLIKE", "SELECT",
        "SET", "SHOW", "SMALLINT", "STRING", "STRUCT", "TABLE", "TABLES", "TBLPROPERTIES", "TEMPORARY", "THEN", "TIMESTAMP", "TIMESTAMP_NTZ", "TINYINT", "TRUE", "UNION", "UPDATE", "USE",
        "USING", "VALUES", "VERSION", "VIEW", "WHEN", "WHERE", "WITH",
    ];
}
