namespace Floe.Cli.Output;

/// <summary>A promise the demo shows; a broken one ends it with what was expected and what was found.</summary>
internal static class Check
{
    public static void That(bool holds, string expected, string found)
    {
        if (!holds) throw new UserErrorException($"check failed: expected {expected}, found {found}.");
    }
}
