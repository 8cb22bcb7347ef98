using System.Globalization;
using Floe.Engine.Catalogs;
using Floe.Engine.Syntax;

namespace Floe.Engine.Tables;

/// <summary><c>VERSION AS OF 123</c>, <c>VERSION AS OF 'tag'</c>, <c>TIMESTAMP AS OF '2026-01-01 10:00:00'</c>, also with FOR and with SYSTEM_VERSION or SYSTEM_TIME.</summary>
/// <param name="Of">Applies it to a table.</param>
/// <param name="End">Index of the token after it.</param>
internal sealed record TimeTravel(Func<TableReference, TableVersion> Of, int End)
{
    /// <returns>Null when no such clause begins at the token.</returns>
    public static TimeTravel? Parse(IReadOnlyList<Token> tokens, int at)
    {
        if (At(tokens, at).IsWord("FOR"))
            at++;
        var version = At(tokens, at).IsWord("VERSION") || At(tokens, at).IsWord("SYSTEM_VERSION");
        var time = At(tokens, at).IsWord("TIMESTAMP") || At(tokens, at).IsWord("SYSTEM_TIME");
        if (!(version || time) || !At(tokens, at + 1).IsWord("AS") || !At(tokens, at + 2).IsWord("OF"))
            return null;
        return version ? ParseVersion(tokens, at + 3) : ParseTime(tokens, at + 3);
    }

    private static TimeTravel ParseVersion(IReadOnlyList<Token> tokens, int at)
    {
        var token = At(tokens, at);
        if (token.Kind is TokenKind.Number or TokenKind.String && long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return new TimeTravel(table => new TableAtSnapshot(table, id), at + 1);
        if (token.Kind == TokenKind.String)
            return new TimeTravel(table => new TableAtRef(table, token.Value), at + 1);
        throw new SqlError($"VERSION AS OF takes a snapshot id, or the name of a branch or tag in quotes, not {token.Shown}.", token.Position);
    }

    private static TimeTravel ParseTime(IReadOnlyList<Token> tokens, int at)
    {
        if (At(tokens, at).IsWord("TIMESTAMP"))
            at++;
        var token = At(tokens, at);
        if (token.Kind == TokenKind.Number && long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800)
            return new TimeTravel(table => new TableAtTime(table, DateTimeOffset.FromUnixTimeSeconds(seconds)), at + 1);
        if (token.Kind == TokenKind.String && DateTimeOffset.TryParse(token.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return new TimeTravel(table => new TableAtTime(table, time), at + 1);
        throw new SqlError($"TIMESTAMP AS OF takes a time such as '2026-01-31 12:00:00' (UTC unless it says otherwise) or seconds since 1970, not {token.Shown}.", token.Position);
    }

    private static Token At(IReadOnlyList<Token> tokens, int at) => at < tokens.Count ? tokens[at] : new Token(TokenKind.End, "", default, 0, 0, false);
}
