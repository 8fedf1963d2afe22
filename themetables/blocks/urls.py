"""Paths of the building blocks; themetables/urls.py takes them into its namespace."""

from django.urls import include, path

from themetables.adoption.views import experiences, matrix
from themetables.blocks.views import blocks, history, writing

one = [
    path("", blocks.block_detail, name="block_detail"),
    path("wijzigen/", writing.block_edit, name="block_edit"),
    path("publiceren/", writing.block_publish, name="block_publish"),
    path("getest/", writing.block_test, name="block_test"),
    path("vaststellen/", writing.block_establish, name="block_establish"),
    path("vervangen/", writing.block_replace, name="block_replace"),
    path("versies/", history.block_history, name="block_history"),
    path("versies/vergelijken/", history.block_difference, name="block_difference"),
    path("versies/<int:number>/", history.block_version, name="block_version"),
    path("ervaringen/gelezen/", experiences.experiences_read, name="experiences_read"),
    path("ervaringen/<int:pk>/weghalen/", experiences.experience_remove, name="experience_remove"),
]
urlpatterns = [
    path("bouwstenen/", blocks.block_list, name="block_list"),
    path("bouwstenen/gemeenten/", matrix.block_matrix, name="block_matrix"),
    path("bouwstenen/gemeenten/bestand/<slug:kind>/", matrix.block_matrix_download, name="block_matrix_download"),
    path("bouwstenen/<slug:slug>/", include(one)),
    path("thematafels/<slug:slug>/bouwstenen/", blocks.table_blocks, name="table_blocks"),
    path("thematafels/<slug:slug>/bouwstenen/nieuw/", writing.block_create, name="block_create"),
]
