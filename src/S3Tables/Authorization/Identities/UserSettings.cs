namespace Floe.S3Tables.Authorization.Identities;

/// <summary>A user as the configuration states it, under <c>S3Tables:Users:{index}</c>; nothing has been checked.</summary>
/// <param name="Name">The last part of the user's ARN.</param>
/// <param name="AccessKeyId">What requests name.</param>
/// <param name="SecretAccessKey">What requests are signed with.</param>
/// <param name="AccountId">Twelve digits; null for the service's own account.</param>
/// <param name="Policies">Identity policies, each the text of a JSON document. Without any the user may do what resource policies grant.</param>
public sealed record UserSettings(string? Name, string? AccessKeyId, string? SecretAccessKey, string? AccountId, IReadOnlyList<string> Policies)
{
    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => $"UserSettings {{ Name = {Name}, AccessKeyId = {AccessKeyId} }}";
}
