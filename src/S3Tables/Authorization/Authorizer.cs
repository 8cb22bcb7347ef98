using Floe.S3Tables.Authorization.Actions;
using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Evaluation;
using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Authorization.Parsing;
using Floe.S3Tables.Authorization.Policies;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Authorization.Resources;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.Authorization;

/// <summary>
/// Says whether a caller may do what it asks. Each method returns null for yes. The account's own user may do everything in its account, and no policy
/// is read for it.
/// </summary>
/// <param name="identities">Who can call, with identity policies.</param>
/// <param name="store">Table bucket and table policies.</param>
/// <param name="region">The service's Region.</param>
/// <param name="clock">For aws:CurrentTime.</param>
public sealed class Authorizer(IdentityDirectory identities, IPolicyStore store, string region, TimeProvider clock)
{
    private const string ReplicationService = "replication.s3tables.amazonaws.com";

    private readonly PolicyCache _cache = new();

    private string OwnAccount => identities.Own.Caller.AccountId;

    /// <summary>An operation of the S3 Tables API.</summary>
    /// <param name="caller">Who signed.</param>
    /// <param name="operation">The name in the service model.</param>
    /// <param name="target">What the request names.</param>
    /// <param name="details">From the body; of operations without any, <see cref="RequestDetails.None"/>.</param>
    /// <param name="origin">How the request came in.</param>
    public Denial? CheckTables(Caller caller, string operation, Target target, RequestDetails details, RequestOrigin origin) =>
        Check(caller, TablesActions.For(operation, details), target, details, origin);

    /// <summary>An operation of the Iceberg REST catalog; of commitTransaction, call it for each table.</summary>
    /// <param name="caller">Who signed.</param>
    /// <param name="operation">The operationId in the Iceberg REST OpenAPI.</param>
    /// <param name="target">What the request names; for a table to be created its name.</param>
    /// <param name="origin">How the request came in.</param>
    public Denial? CheckIceberg(Caller caller, string operation, Target target, RequestOrigin origin) =>
        Check(caller, IcebergActions.For(operation), target, RequestDetails.None, origin);

    /// <summary>An operation of S3 on a table's files.</summary>
    /// <param name="caller">Who signed.</param>
    /// <param name="operation">The name in the S3 API: one of the eight that warehouse buckets have.</param>
    /// <param name="bucket">The warehouse bucket.</param>
    /// <param name="origin">How the request came in.</param>
    public Denial? CheckWarehouse(Caller caller, string operation, string bucket, RequestOrigin origin) =>
        Check(caller, [WarehouseActions.For(operation)], new WarehouseTarget(bucket), RequestDetails.None, origin);

    /// <summary>An operation of S3 on a general purpose bucket, which belongs to the service's account and has no policy of its own.</summary>
    /// <param name="caller">Who signed.</param>
    /// <param name="operation">The name in the S3 API.</param>
    /// <param name="bucket">Null for ListBuckets.</param>
    /// <param name="key">Null for operations on the bucket.</param>
    /// <param name="origin">How the request came in.</param>
    public Denial? CheckS3(Caller caller, string operation, string? bucket, string? key, RequestOrigin origin)
    {
        if (OwnsAll(caller, OwnAccount)) return null;
        var (action, on) = S3Actions.For(operation, isOfObject: key is not null);
        var resource = on switch
        {
            ActionTarget.AllBuckets => "arn:aws:s3:::*",
            ActionTarget.Bucket => $"arn:aws:s3:::{bucket}",
            _ => $"arn:aws:s3:::{bucket}/{key}",
        };
        var principal = new Principal(caller.AccountId, caller.Arn);
        var context = new RequestContext(
        [
            .. ContextBuilder.OfCaller(principal, origin, clock.GetUtcNow()),
            new(ConditionKeys.ResourceAccount, OwnAccount),
            new(ConditionKeys.RequestedRegion, region),
        ]);
        return Ask(new(principal, action, resource, OwnAccount, context), []);
    }

    private Denial? Check(Caller caller, IReadOnlyList<RequiredAction> actions, Target target, RequestDetails details, RequestOrigin origin)
    {
        // A warehouse bucket does not tell its account, and the data path should not ask the store where there is but one.
        if (target is WarehouseTarget && !identities.HasOtherAccounts && OwnsAll(caller, OwnAccount)) return null;
        var view = new ResourceView(target, Stored: null, region, OwnAccount);
        if (target is not WarehouseTarget && OwnsAll(caller, view.AccountId)) return null;
        view = view with { Stored = store.Find(target) };
        if (OwnsAll(caller, view.AccountId)) return null;
        var policies = PoliciesOf(view.Stored);
        var principal = new Principal(caller.AccountId, caller.Arn);
        KeyValuePair<string, string?>[] shared = [.. ContextBuilder.OfCaller(principal, origin, clock.GetUtcNow()), .. ContextBuilder.OfDetails(details)];
        return actions
            .Select(required => Ask(Request(principal, required, view, details, shared), policies(required.On)))
            .FirstOrDefault(denial => denial is not null);
    }

    private static AccessRequest Request(
        Principal principal, RequiredAction required, ResourceView view, RequestDetails details, KeyValuePair<string, string?>[] shared)
    {
        if (required.On != ActionTarget.Role)
            return new(principal, required.Action, view.Arn(required.On), view.AccountId, new([.. shared, .. view.Keys(required.On)]));
        var role = details.RoleArn!;
        return new(principal, required.Action, role, role.Split(':').ElementAtOrDefault(4) ?? "", new([.. shared, new(ConditionKeys.PassedToService, ReplicationService)]));
    }

    /// <summary>A table's actions are up to its own policy and its table bucket's; a table bucket's to its own; a role has none here.</summary>
    private Func<ActionTarget, IReadOnlyList<PolicyDocument>> PoliciesOf(StoredResource? stored)
    {
        PolicyDocument[] ofBucket = stored?.BucketPolicy is { } text ? [Parse(PolicyScope.TableBucket(stored.Bucket), text)] : [];
        PolicyDocument[] ofTable = stored?.Table is { Policy: { } own } table ? [.. ofBucket, Parse(PolicyScope.Table(table.Arn), own)] : ofBucket;
        return on => on switch { ActionTarget.Role => [], ActionTarget.TableBucket => ofBucket, _ => ofTable };
    }

    /// <summary>A stored policy that cannot be read may hold a Deny, so nothing is allowed past it.</summary>
    private PolicyDocument Parse(PolicyScope scope, string text)
    {
        try
        {
            return _cache.Get(scope, text);
        }
        catch (PolicyException e)
        {
            throw new InvalidOperationException($"The stored policy of {scope} is not valid, so no other than the account's own user can be let in: {e.Message}", e);
        }
    }

    private Denial? Ask(AccessRequest request, IReadOnlyList<PolicyDocument> resourcePolicies)
    {
        var identityPolicies = identities.FindByArn(request.Principal.Arn)?.Policies ?? [];
        var decision = PolicyEvaluator.Decide(request, identityPolicies, resourcePolicies);
        var isOwn = request.Principal.AccountId == request.ResourceAccount;
        if (decision.Outcome == Outcome.Allow && !isOwn && !TablesActions.WorksAcrossAccounts(request.Action))
            decision = new(Outcome.ImplicitDeny, PolicyKind.Resource);
        return decision.Outcome == Outcome.Allow ? null : DenialMessage.Of(request, decision);
    }

    private static bool OwnsAll(Caller caller, string accountId) =>
        !caller.IsAnonymous && caller.AccountId == accountId && caller.Arn == Principal.RootArn(accountId);
}
