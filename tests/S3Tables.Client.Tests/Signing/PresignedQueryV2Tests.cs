using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Client.Tests.Signing;

public sealed class PresignedQueryV2Tests
{
    private static readonly FixedTime Clock = new("20070329T031340Z");

    /// <summary>The example of the S3 developer guide's "Signing and authenticating REST requests".</summary>
    [Fact]
    public void The_example_of_the_S3_guide_holds() => Verify("GET", "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", "1175139620");

    [Theory]
    [InlineData("PUT", "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", "1175139620", SignatureError.Mismatch)]
    [InlineData("GET", "AAAAjnDzrM%2BWFzoENXmpNDUsSn8%3D", "1175139620", SignatureError.Mismatch)]
    [InlineData("GET", "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", "1175139621", SignatureError.Mismatch)]
    [InlineData("GET", "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", "1175138019", SignatureError.Expired)]
    [InlineData("GET", "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", "soon", SignatureError.Expired)]
    public void Anything_else_is_refused(string method, string signature, string expires, SignatureError expected) =>
        Assert.Equal(expected, Assert.Throws<SignatureException>(() => Verify(method, signature, expires)).Error);

    private static void Verify(string method, string signature, string expires)
    {
        var request = new SignableRequest(method, "/johnsmith/photos/puppy.jpg", $"AWSAccessKeyId={AwsVectors.S3KeyId}&Signature={signature}&Expires={expires}", _ => null);
        Assert.True(PresignedQueryV2.IsPresent(request));
        PresignedQueryV2.Verify(request, [], id => new AwsCredentials(id, AwsVectors.S3Secret), Clock);
    }
}
