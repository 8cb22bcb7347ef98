using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Acl;

/// <summary>The one access control list there is: buckets and objects are their account's, as S3 makes new buckets (BucketOwnerEnforced).</summary>
internal static class OwnersControl
{
    private const string Schema = "http://www.w3.org/2001/XMLSchema-instance";

    public static S3XmlDocument Document(string accountId) => new S3XmlDocument("AccessControlPolicy")
        .Add("Owner", owner => owner.Add("ID", accountId).Add("DisplayName", accountId))
        .Add("AccessControlList", list => list.Add("Grant", grant => grant
            .Add("Grantee", grantee => grantee.AddType(Schema, "CanonicalUser").Add("ID", accountId).Add("DisplayName", accountId))
            .Add("Permission", "FULL_CONTROL")));
}
