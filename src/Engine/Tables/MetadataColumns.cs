using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// Columns that every table has beside its own, as Iceberg's Spark integration names them: where a row is stored, and in v3 its lineage. A query gets
/// them by naming them; a star does not give them.
/// </summary>
internal static class MetadataColumns
{
    public const string File = "_file";
    public const string Position = "_pos";
    public const string SpecId = "_spec_id";

    /// <summary>As text such as <c>level=a/day=1</c>, like the metadata tables show it.</summary>
    public const string Partition = "_partition";

    /// <summary>With the ids that are reserved for them; the partition's is the only one that is of another type than reserved.</summary>
    public static IReadOnlyList<NestedField> Fields { get; } =
    [
        NestedField.Optional(2_147_483_646, File, PrimitiveType.String),
        NestedField.Optional(2_147_483_645, Position, PrimitiveType.Long),
        NestedField.Optional(2_147_483_643, SpecId, PrimitiveType.Int),
        NestedField.Optional(2_147_483_642, Partition, PrimitiveType.String),
        .. RowLineage.Fields,
    ];

    public static bool AreNamed(QuerySyntax query) => query.Tokens.Any(token => token.IsName && Fields.Any(field => field.Name == token.Value));

    /// <summary>The columns as a scan gives them, over <c>d</c>.</summary>
    public static IEnumerable<string> Select(FileFacts facts) =>
    [
        $"{facts.Location} AS {File}", $"d.{RowPlace.Position} AS {Position}", $"{facts.SpecId} AS {SpecId}", $"{facts.Partition} AS {Partition}", .. RowLineage.Select(facts),
    ];

    /// <summary>The query with stars that leave the columns out.</summary>
    public static QuerySyntax WithoutStars(QuerySyntax query)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < query.Tokens.Count; i++)
        {
            var token = query.Tokens[i];
            tokens.Add(token);
            if (!token.IsSymbol("*") || !IsStar(query.Tokens, i))
                continue;
            tokens.Add(Word("NOT", token));
            tokens.Add(Word("SIMILAR", token));
            tokens.Add(Word("TO", token));
            tokens.Add(token with { Kind = TokenKind.String, Value = string.Join('|', Fields.Select(field => field.Name)), SpaceBefore = true });
        }
        return new QuerySyntax(tokens);
    }

    private static Token Word(string word, Token at) => at with { Kind = TokenKind.Word, Value = word, SpaceBefore = true };

    /// <summary>Neither a product, nor that of <c>count(*)</c>, nor one that says itself what it leaves out.</summary>
    private static bool IsStar(IReadOnlyList<Token> tokens, int at)
    {
        if (at == 0)
            return false;
        var before = tokens[at - 1];
        var starts = before.IsWord("SELECT") || before.IsWord("DISTINCT") || before.IsWord("ALL") || before.IsSymbol(",") || before.IsSymbol(".");
        return starts && (at + 1 == tokens.Count || !(tokens[at + 1].IsWord("EXCLUDE") || tokens[at + 1].IsWord("EXCEPT") || tokens[at + 1].IsWord("REPLACE") || tokens[at + 1].IsWord("RENAME")));
    }
}
