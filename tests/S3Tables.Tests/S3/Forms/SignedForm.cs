using System.Text;
using System.Text.Json;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Tests.S3.Forms;

/// <summary>A form for a browser's upload, with its policy and signature, as a web application's server makes it.</summary>
internal sealed class SignedForm
{
    private readonly List<(string Name, string Value)> _fields = [];

    public List<object> Conditions { get; } = [];

    public DateTimeOffset Expiration { get; set; } = DateTimeOffset.UtcNow.AddMinutes(5);

    public string Secret { get; set; } = "test";

    public string AccessKeyId { get; set; } = "test";

    public string FileName { get; set; } = "photo.txt";

    public byte[] File { get; set; } = "the file"u8.ToArray();

    /// <summary>Takes the place of the policy that the conditions make.</summary>
    public string? Policy { get; set; }

    public static SignedForm For(string bucket, string key)
    {
        var form = new SignedForm();
        form.Conditions.Add(new Dictionary<string, string> { ["bucket"] = bucket });
        return form.With("key", key, ["starts-with", "$key", ""]);
    }

    /// <summary>Adds a field, and the condition that allows just this value where none is given.</summary>
    public SignedForm With(string name, string value, object[]? condition = null)
    {
        _fields.Add((name, value));
        Conditions.Add(condition is null ? new Dictionary<string, string> { [name] = value } : condition);
        return this;
    }

    /// <summary>Adds a field that no condition names.</summary>
    public SignedForm WithUnnamed(string name, string value)
    {
        _fields.Add((name, value));
        return this;
    }

    public MultipartFormDataContent ToContent()
    {
        var timestamp = DateTimeOffset.UtcNow.ToString(SignatureProtocol.TimestampFormat);
        var scope = new CredentialScope(timestamp[..8], "us-east-1", "s3");
        With("x-amz-algorithm", SignatureProtocol.Algorithm).With("x-amz-credential", $"{AccessKeyId}/{scope}").With("x-amz-date", timestamp);
        var json = Policy ?? JsonSerializer.Serialize(new { expiration = Expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), conditions = Conditions });
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
        WithUnnamed("policy", policy).WithUnnamed("x-amz-signature", SigningKey.Derive(Secret, scope).Sign(policy));
        return Content([.. _fields]);
    }

    /// <summary>The form's fields as they are, with the file behind them.</summary>
    public MultipartFormDataContent Content(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var content = new MultipartFormDataContent($"----form{Guid.NewGuid():N}");
        foreach (var (name, value) in fields) content.Add(new StringContent(value) { Headers = { ContentType = null } }, $"\"{name}\"");
        content.Add(new ByteArrayContent(File) { Headers = { ContentType = new("text/plain") } }, "\"file\"", $"\"{FileName}\"");
        return content;
    }
}
