using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.Tests.Catalog;

public sealed class NamesTests
{
    [Theory]
    [InlineData("lake")]
    [InlineData("doeks-spark-on-eks-s3table")]
    [InlineData("123")]
    public void Usual_bucket_names_pass(string name) => Names.CheckBucket(name);

    [Theory]
    [InlineData("t")]
    [InlineData("1st")]
    [InlineData("employee_s3_table")]
    [InlineData("aws_is_fine_for_tables")]
    public void Usual_table_names_pass(string name) => Names.CheckTable(name);

    [Fact]
    public void The_longest_names_pass_and_longer_ones_do_not()
    {
        Names.CheckBucket(new string('a', 63));
        Names.CheckTable(new string('a', 255));
        Assert.Throws<CatalogException>(() => Names.CheckBucket(new string('a', 64)));
        Assert.Throws<CatalogException>(() => Names.CheckTable(new string('a', 256)));
    }

    [Fact]
    public void A_missing_name_is_said_to_be_null() => Assert.Equal(
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
        Assert.Throws<CatalogException>(() => Names.CheckTable(null)).Message);

    [Fact]
    public void All_violations_are_reported_at_once() =>
        Assert.StartsWith("2 validation errors detected: ", Assert.Throws<CatalogException>(() => Names.CheckBucket("A")).Message);

    [Fact]
    public void A_newline_at_the_end_does_not_slip_through() => Assert.Throws<CatalogException>(() => Names.CheckNamespace("ns\n"));
}
