namespace Floe.Cli.Sql.Editing;

/// <summary>Knows how what is typed can go on.</summary>
internal interface ICompleter
{
    Task<Completion> CompleteAsync(string text, int cursor, CancellationToken cancellationToken);
}

/// <param name="Start">Where in the text the word begins that ends at the cursor.</param>
/// <param name="Candidates">What can stand in its place, in order.</param>
internal sealed record Completion(int Start, IReadOnlyList<string> Candidates)
{
    /// <summary>What all candidates begin with, whatever the case of the letters.</summary>
    public string CommonStart
    {
        get
        {
            var common = Candidates.Count > 0 ? Candidates[0] : "";
            foreach (var candidate in Candidates)
            {
                var length = 0;
                while (length < common.Length && length < candidate.Length && char.ToUpperInvariant(common[length]) == char.ToUpperInvariant(candidate[length])) length++;
                common = common[..length];
            }
            return common;
        }
    }
}
