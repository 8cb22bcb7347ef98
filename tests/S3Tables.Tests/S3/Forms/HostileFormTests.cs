using System.Text;
using CsCheck;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Tests.Authorization;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.S3.Forms;

/// <summary>Whatever a form looks like, its answer is no defect, and what is in the bucket of somebody else stays as it is.</summary>
public sealed class HostileFormTests
{
    private const string Boundary = "xYzZY";
    private const string Secret = "s3cr3t-bytes-of-another-bucket";

    private static readonly AwsCredentials Ana = new("ana_key", "ana-secret");

    private static readonly string[] Splinters =
    [
        "", "\r\n", "--" + Boundary, "--" + Boundary + "--", "--", "\0", "\"", ";", "name=", "${filename}", "key", "hidden", "../hidden/secret", "file", "[", "{}", "null", "-1",
        "99999999999999999999", "é", "\ud83d", "%00", "Content-Type: x/y\r\n", "x-amz-meta-a", "policy", "signature", "AWSAccessKeyId",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_forms_are_no_defect_and_touch_no_other_bucket()
    {
        await using var lake = await Lake.StartOnAsync(new S3TablesOptions
        {
            Port = 0,
            Users = [new("ana", Ana.AccessKeyId, Ana.SecretAccessKey, null, [Sample.Policy(Sample.Statement("Allow", "s3:*", "arn:aws:s3:::mine*"))])],
        });
        using var own = lake.Signed(new("test", "test"), "s3");
        foreach (var bucket in new[] { "/mine", "/hidden" }) (await own.PutAsync(bucket, null, Cancellation)).EnsureSuccessStatusCode();
        (await own.PutAsync("/hidden/secret", new StringContent(Secret), Cancellation)).EnsureSuccessStatusCode();
        // An answer that does not come is a failure too.
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var broken = Gen.Select(
            Gen.Bool, Gen.Bool, Gen.Int[0, 2_000], Gen.Int[0, 20], Gen.Int[0, Splinters.Length - 1], Gen.Int[0, 3],
            (inPolicy, toHidden, at, length, splinter, cut) => (ToHidden: toHidden, Body: Break(inPolicy, at, length, Splinters[splinter], cut)));

        await broken.SampleAsync(
            async form =>
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(form.Body));
                content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
                using var answer = await http.PostAsync(new Uri(lake.Endpoint, form.ToHidden ? "hidden" : "mine"), content, Cancellation);
                var text = await answer.Content.ReadAsStringAsync(Cancellation);

                if ((int)answer.StatusCode >= 500 && (int)answer.StatusCode != 501) throw new InvalidOperationException($"{answer.StatusCode} on {form.Body}: {text}");
                if (form.ToHidden && answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.StatusCode} in another's bucket on {form.Body}");
                if (text.Contains(Secret, StringComparison.Ordinal)) throw new InvalidOperationException($"{form.Body} shows another bucket's bytes: {text}");
                return true;
            },
            iter: Sample.Cases, threads: 4);

        Assert.Equal(Secret, await own.GetStringAsync("/hidden/secret", Cancellation));
        Assert.DoesNotContain("<Key>", (await own.GetStringAsync("/hidden?list-type=2", Cancellation)).Replace("<Key>secret</Key>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        // What was stored in the own bucket can be read: no field has become a header that cannot be sent.
        foreach (var key in (await own.GetStringAsync("/mine?list-type=2&encoding-type=url", Cancellation)).Split("<Key>").Skip(1).Select(rest => rest.Split("</Key>")[0]))
            (await own.GetAsync($"/mine/{key}", Cancellation)).EnsureSuccessStatusCode();
    }

    /// <summary>A form that Ana has signed, with a few characters replaced in the policy (before it is signed) or in the form, and perhaps cut off.</summary>
    private static string Break(bool inPolicy, int at, int length, string splinter, int cut)
    {
        const string Conditions = """{"expiration":"2099-01-01T00:00:00Z","conditions":[["starts-with","$bucket",""],["starts-with","$key",""],["starts-with","$x-amz-meta-a",""],["content-length-range",0,1000],{"x-amz-algorithm":"AWS4-HMAC-SHA256"},["starts-with","$x-amz-credential",""],["starts-with","$x-amz-date",""]]}""";
        var timestamp = DateTimeOffset.UtcNow.ToString(SignatureProtocol.TimestampFormat);
        var scope = new CredentialScope(timestamp[..8], "us-east-1", "s3");
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(inPolicy ? Splice(Conditions, at, length, splinter) : Conditions));
        (string, string)[] fields =
        [
            ("key", "up/${filename}"), ("x-amz-meta-a", "b"), ("x-amz-algorithm", SignatureProtocol.Algorithm), ("x-amz-credential", $"{Ana.AccessKeyId}/{scope}"), ("x-amz-date", timestamp),
            ("policy", policy), ("x-amz-signature", SigningKey.Derive(Ana.SecretAccessKey, scope).Sign(policy)),
        ];
        var form = new StringBuilder();
        foreach (var (name, value) in fields) form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\photos\\a.txt\"\r\nContent-Type: text/plain\r\n\r\nthe file\r\n--{Boundary}--\r\n");
        var whole = inPolicy ? form.ToString() : Splice(form.ToString(), at, length, splinter);
        return cut == 0 ? whole[..Math.Max(0, whole.Length - length * 10)] : whole;
    }

    private static string Splice(string text, int at, int length, string splinter)
    {
        at %= text.Length + 1;
        return text[..at] + splinter + text[Math.Min(text.Length, at + length)..];
    }
}
