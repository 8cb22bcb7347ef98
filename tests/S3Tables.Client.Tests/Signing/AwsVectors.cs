using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Client.Tests.Signing;

/// <summary>
/// Signatures published by AWS: the S3 API reference ("Authenticating Requests: Using the Authorization Header", examples), the IAM user guide's
/// ListUsers example and the general test suite of Signature Version 4.
/// </summary>
internal static class AwsVectors
{
    public const string S3KeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string S3Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    public const string SuiteKeyId = "AKIDEXAMPLE";
    public const string SuiteSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string S3Time = "20130524T000000Z";
    private const string SuiteTime = "20150830T123600Z";
    private const string Empty = SignatureProtocol.EmptyHash;
    private const string S3Host = "examplebucket.s3.amazonaws.com";

    public static readonly AwsVector[] S3 =
    [
        new("GetObject with Range", "s3", S3Time, "GET", "/test.txt", "", Empty, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            ("host", S3Host), ("range", "bytes=0-9"), ("x-amz-content-sha256", Empty), ("x-amz-date", S3Time)),
        new("PutObject with a dollar sign in the key", "s3", S3Time, "PUT", "/test%24file.text", "", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            ("date", "Fri, 24 May 2013 00:00:00 GMT"), ("host", S3Host), ("x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"),
            ("x-amz-date", S3Time), ("x-amz-storage-class", "REDUCED_REDUNDANCY")),
        new("GetBucketLifecycle", "s3", S3Time, "GET", "/", "lifecycle", Empty, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            ("host", S3Host), ("x-amz-content-sha256", Empty), ("x-amz-date", S3Time)),
        new("ListObjects", "s3", S3Time, "GET", "/", "max-keys=2&prefix=J", Empty, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            ("host", S3Host), ("x-amz-content-sha256", Empty), ("x-amz-date", S3Time)),
    ];

    public static readonly AwsVector[] Suite =
    [
        Get("get-vanilla", "/", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        Get("get-vanilla-query-order-key-case", "/", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        Get("get-relative", "/example/..", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        Get("get-slash", "//", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        Get("get-space", "/example space/", "", "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"),
        Get("get-utf8", "/\u1234", "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
        new("get-header-value-trim", "service", SuiteTime, "GET", "/", "", Empty, "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
            ("host", "example.amazonaws.com"), ("my-header1", " value1"), ("my-header2", " \"a   b   c\""), ("x-amz-date", SuiteTime)),
        new("post-vanilla", "service", SuiteTime, "POST", "/", "", Empty, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
            ("host", "example.amazonaws.com"), ("x-amz-date", SuiteTime)),
        new("ListUsers", "iam", SuiteTime, "GET", "/", "Action=ListUsers&Version=2010-05-08", Empty, "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            ("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("host", "iam.amazonaws.com"), ("x-amz-date", SuiteTime)),
    ];

    private static AwsVector Get(string name, string path, string query, string signature) =>
        new(name, "service", SuiteTime, "GET", path, query, Empty, signature, ("host", "example.amazonaws.com"), ("x-amz-date", SuiteTime));
}
