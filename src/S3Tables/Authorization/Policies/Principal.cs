namespace Floe.S3Tables.Authorization.Policies;

/// <summary>Who asks, as policies see it.</summary>
/// <param name="AccountId">Twelve digits; of an unsigned request anything else.</param>
/// <param name="Arn"><c>arn:aws:iam::{account}:user/{name}</c>, or the account's root.</param>
public sealed record Principal(string AccountId, string Arn)
{
    private const string UserMarker = ":user/";

    public bool IsRoot => Arn.EndsWith(":root", StringComparison.Ordinal);

    /// <summary>The user's name without its path, or null for any other principal.</summary>
    public string? UserName => Arn.Contains(UserMarker, StringComparison.Ordinal) ? Arn[(Arn.LastIndexOf('/') + 1)..] : null;

    public static string RootArn(string accountId) => $"arn:aws:iam::{accountId}:root";

    public static string UserArn(string accountId, string name) => $"arn:aws:iam::{accountId}{UserMarker}{name}";
}
