using Floe.Engine.Running;
using Floe.Engine.Syntax;

namespace Floe.Engine;

/// <summary>
/// A SQL script cannot be read, or a statement of it failed. <see cref="Exception.Message"/> begins with the place, so that it can be
/// shown as it is; locations in it are those the user knows (<c>s3://...</c>), never paths of this machine.
/// </summary>
public sealed class SqlException : Exception
{
    public SqlException(string message, int statementNumber, int line, int column, Exception? inner = null)
        : base($"Statement {statementNumber} (line {line}, column {column}): {message}", inner)
    {
        Detail = message;
        StatementNumber = statementNumber;
        Line = line;
        Column = column;
    }

    /// <summary>The message without the place.</summary>
    public string Detail { get; }

    /// <summary>Counted from 1.</summary>
    public int StatementNumber { get; }

    /// <summary>Counted from 1 in the whole script: the place of the error where it is known, else where the statement begins.</summary>
    public int Line { get; }

    /// <summary>Counted from 1.</summary>
    public int Column { get; }

    /// <summary>
    /// Whether the same statement may succeed another time, because what failed lies outside of it: a commit race that was lost, a store or a
    /// disk that could not be used. False for text that cannot work as it is, and for a commit of which nobody knows whether it happened.
    /// </summary>
    public bool MayPass { get; init; }

    internal static SqlException From(SqlError error, int statementNumber, SourcePosition statement)
    {
        var position = error.Position ?? statement;
        var cause = error.InnerException ?? error;
        return new SqlException(error.Message, statementNumber, position.Line, position.Column, cause) { MayPass = PassingFailures.Contains(cause) };
    }
}
