using Floe.S3Tables.Authorization.Actions;
using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Client;

namespace Floe.S3Tables.Authorization.Resources;

/// <summary>
/// A target with what is stored of it: its ARNs and condition keys. What does not exist (yet) stands under a literal <c>*</c> in the ARN, which only
/// patterns with a wildcard there match: who may use any table learns that this one is missing, others that they may not.
/// </summary>
internal sealed record ResourceView(Target Target, StoredResource? Stored, string OwnRegion, string OwnAccountId)
{
    private const string Missing = "*";

    private static readonly Dictionary<string, string> NoTags = [];

    private TableBucketArn Bucket => Stored?.Bucket ?? Target switch
    {
        TableBucketTarget target => target.Arn,
        TableTarget target => target.Bucket,
        TableArnTarget target => target.Arn.Bucket,
        AllTableBuckets all => new(all.Region, all.AccountId, Missing),
        _ => new(OwnRegion, OwnAccountId, Missing),
    };

    public string AccountId => Bucket.AccountId;

    public string Region => Bucket.Region;

    public bool IsTable => Target is TableTarget or TableArnTarget or WarehouseTarget;

    public string Arn(ActionTarget on) => on switch
    {
        ActionTarget.Table => TableArn,
        ActionTarget.Addressed when IsTable => TableArn,
        _ => Bucket.ToString(),
    };

    /// <summary>The names and tags that conditions on this kind of action see.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Keys(ActionTarget on)
    {
        var isOfTable = on == ActionTarget.Table || (on == ActionTarget.Addressed && IsTable);
        var (@namespace, name) = Names;
        return
        [
            new(ConditionKeys.ResourceAccount, AccountId),
            new(ConditionKeys.RequestedRegion, Region),
            new(ConditionKeys.Namespace, @namespace),
            new(ConditionKeys.TableName, isOfTable ? name : null),
            .. ContextBuilder.OfTags(ConditionKeys.ResourceTag, isOfTable ? Stored?.Table?.Tags ?? NoTags : Stored?.BucketTags ?? NoTags),
            .. ContextBuilder.OfTags(ConditionKeys.TableBucketTag, Stored?.BucketTags ?? NoTags),
        ];
    }

    private string TableArn => Stored?.Table?.Arn.ToString() ?? (Target as TableArnTarget)?.Arn.ToString() ?? $"{Bucket}/table/{Missing}";

    private (string? Namespace, string? Name) Names => (Stored?.Table, Target) switch
    {
        ({ } table, _) => (table.Namespace, table.Name),
        (_, TableTarget target) => (target.Namespace, target.Name),
        (_, TableBucketTarget target) => (target.Namespace, null),
        _ => (null, null),
    };
}
