using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

internal static class DropParser
{
    public static Statement Parse(TokenCursor cursor)
    {
        cursor.Expect("DROP");
        if (cursor.Accept("TABLE"))
        {
            var ifExists = cursor.Accept("IF", "EXISTS");
            var name = cursor.ExpectQualifiedName("a table name");
            return new DropTable(name, ifExists, cursor.Accept("PURGE"));
        }
        if (cursor.Accept("NAMESPACE") || cursor.Accept("SCHEMA") || cursor.Accept("DATABASE"))
        {
            var ifExists = cursor.Accept("IF", "EXISTS");
            var name = cursor.ExpectQualifiedName("a namespace name");
            if (cursor.Is("CASCADE"))
                throw new SqlError("CASCADE is not supported: a namespace must be empty. Drop its tables first.", cursor.Position);
            cursor.Accept("RESTRICT");
            return new DropNamespace(name, ifExists);
        }
        _ = cursor.Accept("TEMPORARY") || cursor.Accept("TEMP");
        if (cursor.Accept("VIEW"))
        {
            var ifExists = cursor.Accept("IF", "EXISTS");
            var position = cursor.Position;
            return new DropView(cursor.ExpectName("a view name"), ifExists, position);
        }
        throw cursor.Unexpected("TABLE, NAMESPACE or VIEW");
    }
}
