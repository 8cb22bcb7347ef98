using Floe.S3Tables.Client;

namespace Floe.S3Tables.Tests.TablesApi;

public sealed class MetadataLocationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_location_moves_with_the_right_version_token_and_gets_a_new_one()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        var before = await lake.Client.GetTableMetadataLocationAsync(place, Cancellation);
        var next = $"{before.WarehouseLocation}/metadata/00001-x.metadata.json";

        var updated = await lake.Client.UpdateTableMetadataLocationAsync(place, new(before.VersionToken, next), Cancellation);
        var after = await lake.Client.GetTableMetadataLocationAsync(place, Cancellation);

        Assert.Equal((next, updated.VersionToken), (after.MetadataLocation, after.VersionToken));
        Assert.NotEqual(before.VersionToken, after.VersionToken);
        await Lake.RefusedAsync(
            () => lake.Client.UpdateTableMetadataLocationAsync(place, new(before.VersionToken, next), Cancellation), 409, "ConflictException");
    }

    [Theory]
    [InlineData("s3://elsewhere/metadata/1.metadata.json")]
    [InlineData("{warehouse}-more/metadata/1.metadata.json")]
    [InlineData("{warehouse}/metadata/1.json")]
    public async Task A_location_outside_the_warehouse_or_of_another_name_is_refused(string location)
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        var before = await lake.Client.GetTableMetadataLocationAsync(place, Cancellation);

        var error = await Lake.RefusedAsync(
            () => lake.Client.UpdateTableMetadataLocationAsync(place, new(before.VersionToken, location.Replace("{warehouse}", before.WarehouseLocation)), Cancellation),
            400, "BadRequestException");

        Assert.StartsWith("The specified metadata location is not valid.", error.Message);
    }

    [Fact]
    public async Task Of_sixteen_swaps_of_one_version_exactly_one_wins()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();

        for (var round = 0; round < 5; round++)
        {
            var before = await lake.Client.GetTableMetadataLocationAsync(place, Cancellation);
            var winners = (await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => TrySwapAsync(lake, place, before.VersionToken, Location(writer))))).OfType<string>();

            Assert.Equal((await lake.Client.GetTableMetadataLocationAsync(place, Cancellation)).MetadataLocation, Assert.Single(winners));

            string Location(int writer) => $"{before.WarehouseLocation}/metadata/{round:D5}-{writer}.metadata.json";
        }
    }

    private static async Task<string?> TrySwapAsync(Lake lake, TableReference place, string token, string location)
    {
        try
        {
            return (await lake.Client.UpdateTableMetadataLocationAsync(place, new(token, location), Cancellation)).MetadataLocation;
        }
        catch (S3TablesException e) when (e.IsConflict)
        {
            return null;
        }
    }
}
