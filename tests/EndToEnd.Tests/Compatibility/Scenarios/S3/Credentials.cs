namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Credentials
{
    [Proves("ListBuckets")]
    public static Task A_wrong_secret_key_does_not_match(Scene scene) =>
        scene.Refused("ListBuckets", new { }, "SignatureDoesNotMatch", 403, new("test", "not the secret"));

    [Proves("ListBuckets")]
    public static Task An_unknown_access_key_is_named(Scene scene) =>
        scene.Refused("ListBuckets", new { }, "InvalidAccessKeyId", 403, new("AKIAUNKNOWN000000000", "test"));
}
