using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

/// <summary><c>CALL</c>: arguments by position come before those by name.</summary>
internal static class CallParser
{
    public static Call Parse(TokenCursor cursor)
    {
        cursor.Expect("CALL");
        var procedure = cursor.ExpectQualifiedName("a procedure name");
        cursor.ExpectSymbol("(");
        var arguments = new List<CallArgument>();
        if (cursor.AcceptSymbol(")"))
            return new Call(procedure, arguments);
        do
            arguments.Add(ParseArgument(cursor, arguments));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return new Call(procedure, arguments);
    }

    private static CallArgument ParseArgument(TokenCursor cursor, List<CallArgument> before)
    {
        var position = cursor.Position;
        string? name = null;
        if (cursor.Current.IsName && cursor.Peek().IsSymbol("=") && cursor.Peek(2).IsSymbol(">") && !cursor.Peek(2).SpaceBefore)
        {
            name = cursor.Take().Value;
            cursor.AcceptSymbol("=");
            cursor.AcceptSymbol(">");
            if (before.Any(argument => argument.Name is not null && argument.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new SqlError($"The argument '{name}' is given twice.", position);
        }
        else if (before.Any(argument => argument.Name is not null))
            throw new SqlError("An argument by position cannot follow one by name. Write name => value.", position);
        return new CallArgument(name, cursor.TakeUntil(static token => token.IsSymbol(","), "a value"), position);
    }
}
