namespace Floe.S3Tables.Http.Authentication;

/// <summary>What a request is verified against.</summary>
/// <remarks>With <see cref="IsRequired"/> off, signatures are not looked at and every request is the account's own user's.</remarks>
public sealed record AuthenticationOptions(string AccountId, string Region, bool IsRequired);
