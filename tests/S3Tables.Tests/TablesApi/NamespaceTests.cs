namespace Floe.S3Tables.Tests.TablesApi;

public sealed class NamespaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_namespace_can_be_read()
    {
        await using var lake = await Lake.StartAsync();

        var created = await lake.Client.CreateNamespaceAsync(lake.Bucket, "sales", Cancellation);
        var read = await lake.Client.GetNamespaceAsync(lake.Bucket, "sales", Cancellation);

        Assert.Equal(["sales"], created.Namespace);
        Assert.Equal(["sales"], read.Namespace);
        Assert.Equal("000000000000", read.CreatedBy);
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "sales", Cancellation);
        await Lake.RefusedAsync(() => lake.Client.CreateNamespaceAsync(lake.Bucket, "sales", Cancellation), 409, "ConflictException");
    }

    [Theory]
    [InlineData("with-dash")]
    [InlineData("Upper")]
    [InlineData("_first")]
    [InlineData("aws_own")]
    public async Task A_bad_name_is_refused(string name)
    {
        await using var lake = await Lake.StartAsync();
        await Lake.RefusedAsync(() => lake.Client.CreateNamespaceAsync(lake.Bucket, name, Cancellation), 400, "BadRequestException");
    }

    [Fact]
    public async Task Underscores_in_a_prefix_stand_for_themselves()
    {
        await using var lake = await Lake.StartAsync();
        foreach (var name in new[] { "a_b", "axb" }) await lake.Client.CreateNamespaceAsync(lake.Bucket, name, Cancellation);

        var found = await lake.Client.ListNamespacesAsync(lake.Bucket, "a_", Cancellation).Select(item => item.Namespace[0]).ToListAsync(Cancellation);

        Assert.Equal(["a_b"], found);
        Assert.Empty(await lake.Client.ListNamespacesAsync(lake.Bucket, "A", Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_thousand_namespaces_come_without_a_token()
    {
        await using var lake = await Lake.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => lake.Client.CreateNamespaceAsync(lake.Bucket, $"n{i}", Cancellation)));

        // S3TablesCatalog never sends a token back and would read the first page for ever.
        var page = await lake.Client.ListNamespacesPageAsync(lake.Bucket, cancellationToken: Cancellation);

        Assert.Equal((1000, null), (page.Namespaces.Count, page.ContinuationToken));
    }

    [Fact]
    public async Task A_namespace_with_a_table_is_not_deleted()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        await Lake.RefusedAsync(() => lake.Client.DeleteNamespaceAsync(lake.Bucket, "ns", Cancellation), 409, "ConflictException");
    }

    [Fact]
    public async Task A_token_that_is_not_ours_is_refused()
    {
        await using var lake = await Lake.StartAsync();
        var error = await Lake.RefusedAsync(
            () => lake.Client.ListNamespacesPageAsync(lake.Bucket, continuationToken: "!", cancellationToken: Cancellation), 400, "BadRequestException");
        Assert.Equal("The continuation token is not valid.", error.Message);
    }
}
