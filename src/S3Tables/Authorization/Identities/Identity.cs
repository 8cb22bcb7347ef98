using Floe.S3Tables.Authorization.Policies;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.Authorization.Identities;

/// <summary>One who can sign requests: the account's own user, or a user of the configuration.</summary>
/// <param name="Caller">As handlers see it.</param>
/// <param name="Credentials">The key pair.</param>
/// <param name="Policies">The identity policies.</param>
public sealed record Identity(Caller Caller, AwsCredentials Credentials, IReadOnlyList<PolicyDocument> Policies);
