using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Evaluation;

/// <summary>The question put to policies.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Action">Such as <c>s3tables:GetTable</c>.</param>
/// <param name="Resource">An ARN.</param>
/// <param name="ResourceAccount">The account that owns the resource; not every ARN has it.</param>
/// <param name="Context">The condition keys of the request.</param>
public sealed record AccessRequest(Principal Principal, string Action, string Resource, string ResourceAccount, RequestContext Context);
