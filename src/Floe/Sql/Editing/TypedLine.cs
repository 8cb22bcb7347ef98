namespace Floe.Cli.Sql.Editing;

internal enum TypedEnd
{
    /// <summary>Enter.</summary>
    Accepted,

    /// <summary>Ctrl+C: what was typed is thrown away.</summary>
    Discarded,

    /// <summary>Ctrl+D with nothing typed.</summary>
    Ended,
}

internal sealed record TypedLine(TypedEnd End, string Text);
