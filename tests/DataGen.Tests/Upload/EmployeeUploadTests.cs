using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Floe.DataGen.Employees;
using Floe.DataGen.Tests.Employees;
using Floe.DataGen.Upload;

namespace Floe.DataGen.Tests.Upload;

public sealed class EmployeeUploadTests
{
    private const long ThreeParts = 1_200_000;

    private static readonly ObjectLocation Target = new("data", "input/employees.csv");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_file_is_one_request()
    {
        await using var server = await RecordingS3.StartAsync();
        using var s3 = server.CreateClient();
        var result = await new EmployeeUpload(s3).RunAsync(new(100, seed: 42), Target, cancellationToken: Token);

        var csv = Encoding.UTF8.GetBytes(StrictCsv.Generate(100, seed: 42));
        Assert.Equal(["PutObject"], server.Calls);
        Assert.Equal([(Convert.ToHexStringLower(SHA256.HashData(csv)), (long)csv.Length)], server.Parts);
        Assert.Equal(new("s3://data/input/employees.csv", 100, csv.Length, "single", Convert.ToHexStringLower(SHA256.HashData(csv))), result);
    }

    [Fact]
    public async Task A_large_file_goes_in_parts_of_16_MiB_whose_content_in_order_is_the_file()
    {
        await using var server = await RecordingS3.StartAsync();
        using var s3 = server.CreateClient();
        var result = await new EmployeeUpload(s3).RunAsync(new(ThreeParts, seed: 42), Target, cancellationToken: Token);

        Assert.Equal("CreateMultipartUpload", server.Calls.First());
        Assert.Equal("CompleteMultipartUpload", server.Calls.Last());
        Assert.Equal(["UploadPart 1", "UploadPart 2", "UploadPart 3"], server.Calls.Where(call => call.StartsWith("UploadPart", StringComparison.Ordinal)).Order());
        Assert.Equal(ExpectedParts(ThreeParts, seed: 42), server.Parts);
        Assert.Equal(("whole-2", ThreeParts, server.Parts.Sum(part => part.Length)), (result.ETag, result.Rows, result.Bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(StrictCsv.Generate(ThreeParts, seed: 42)))), result.Sha256);
    }

    [Fact]
    public async Task Progress_grows_to_the_whole()
    {
        await using var server = await RecordingS3.StartAsync();
        using var s3 = server.CreateClient();
        var reports = new ReportList();
        var result = await new EmployeeUpload(s3).RunAsync(new(ThreeParts, seed: 1), Target, reports, Token);

        Assert.Equal(3, reports.Count);
        Assert.Equal(reports.Select(report => report.Rows).Order(), reports.Select(report => report.Rows));
        Assert.Equal(new(ThreeParts, ThreeParts, result.Bytes), reports[^1]);
    }

    [Theory]
    [InlineData("UploadPart 2")]
    [InlineData("CompleteMultipartUpload")]
    public async Task A_refused_call_ends_the_upload_and_leaves_nothing_behind(string refused)
    {
        await using var server = await RecordingS3.StartAsync();
        server.Refuses = call => call == refused;
        using var s3 = server.CreateClient();

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => new EmployeeUpload(s3).RunAsync(new(ThreeParts, seed: 1), Target, cancellationToken: Token));
        Assert.Equal($"{refused} is refused", error.Message);
        Assert.Equal("AbortMultipartUpload", server.Calls.Last());
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing_behind()
    {
        await using var server = await RecordingS3.StartAsync();
        using var cancel = new CancellationTokenSource();
        server.Before = call => call == "UploadPart 2" ? cancel.CancelAsync() : Task.CompletedTask;
        using var s3 = server.CreateClient();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new EmployeeUpload(s3).RunAsync(new(ThreeParts, seed: 1), Target, cancellationToken: cancel.Token));
        Assert.Equal("AbortMultipartUpload", server.Calls.Last());
    }

    [Fact]
    public async Task Parts_that_could_not_be_removed_are_told_with_the_upload_id_and_the_cause()
    {
        await using var server = await RecordingS3.StartAsync();
        server.Refuses = call => call is "UploadPart 1" or "AbortMultipartUpload";
        using var s3 = server.CreateClient();

        var error = await Assert.ThrowsAsync<AggregateException>(() => new EmployeeUpload(s3).RunAsync(new(ThreeParts, seed: 1), Target, cancellationToken: Token));
        Assert.Contains("upload-1", error.Message, StringComparison.Ordinal);
        Assert.Equal(["UploadPart 1 is refused", "AbortMultipartUpload is refused"], error.InnerExceptions.Select(inner => inner.Message));
    }

    [Fact]
    public async Task Two_parts_are_on_their_way_at_once()
    {
        await using var server = await RecordingS3.StartAsync();
        using var both = new CountdownEvent(2);
        // Parts 1 and 2 are answered only when both have arrived: an upload that sent them one after the other would not come through.
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Before = call =>
        {
            if (call is not ("UploadPart 1" or "UploadPart 2")) return Task.CompletedTask;
            if (both.Signal()) arrived.SetResult();
            return arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        };
        using var s3 = server.CreateClient();
        var result = await new EmployeeUpload(s3).RunAsync(new(ThreeParts, seed: 1), Target, cancellationToken: Token);
        Assert.Equal(ThreeParts, result.Rows);
    }

    [Fact]
    public async Task A_used_generator_is_refused()
    {
        await using var server = await RecordingS3.StartAsync();
        using var s3 = server.CreateClient();
        var employees = new EmployeeGenerator(10, seed: 1);
        await new EmployeeUpload(s3).RunAsync(employees, Target, cancellationToken: Token);
        await Assert.ThrowsAsync<ArgumentException>(() => new EmployeeUpload(s3).RunAsync(employees, Target, cancellationToken: Token));
    }

    private static List<(string Sha256, long Length)> ExpectedParts(long rows, long seed)
    {
        var employees = new EmployeeGenerator(rows, seed);
        var buffer = new byte[EmployeeUpload.PartSize];
        var parts = new List<(string, long)>();
        for (var length = employees.Fill(buffer); length > 0; length = employees.Fill(buffer))
            parts.Add((Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, length))), length));
        return parts;
    }

    private sealed class ReportList : List<UploadProgress>, IProgress<UploadProgress>
    {
        public void Report(UploadProgress value) => Add(value);
    }
}
