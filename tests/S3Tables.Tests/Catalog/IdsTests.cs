using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.Tests.Catalog;

public sealed class IdsTests
{
    [Fact]
    public void A_warehouse_begins_with_the_tables_id_and_fills_63_characters()
    {
        const string Id = "55511111-7a03-4513-b921-e372b0030daf";

        var warehouse = Ids.NewWarehouse(Id);

        Assert.Matches("^55511111-7a03-4513-[0-9a-z]{34}--table-s3$", warehouse);
        Assert.Equal(63, warehouse.Length);
        Assert.NotEqual(warehouse, Ids.NewWarehouse(Id));
    }

    [Fact]
    public void A_version_token_is_twenty_hexadecimal_digits() => Assert.Matches("^[0-9a-f]{20}$", Ids.NewVersionToken());
}
